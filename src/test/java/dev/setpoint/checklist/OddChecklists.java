package dev.setpoint.checklist;

import java.util.Map;
import java.util.TreeMap;

/** Checklists as people write them. */
final class OddChecklists {
  static final String RELEASE =
      """
      # Release 4.2

      Done by whoever is on duty. See [the handbook](docs/release.md).

      ## Before

      Only on a working day, and only if nothing is on fire.

      - [x] Freeze `main`
      - [ ] Check the **changelog**
        - [x] every pull request is named
        - [ ] breaking changes come first

          with how to migrate
      - [ ] Tag

      ## Go

      1. Deploy to staging
      2. If staging is green for an hour, deploy to production:

         ```sh
         ## not a heading
         ./deploy production
         ```
      3. Tell people

      Once all of that is done:

      - [ ] Unfreeze

      ## Rollback

      Call Bob.

      [docs]: https://example.com/docs
      """;

  /** By what is odd in them. */
  static final Map<String, String> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("release", RELEASE),
              Map.entry("crlf", RELEASE.replace("\n", "\r\n")),
              Map.entry(
                  "bom and front matter", "\uFEFF---\ntitle: Ops\ntags: [a]\n---\n- [ ] one\n"),
              Map.entry(
                  "duplicates",
                  "* [ ] Test\n* [ ] Deploy\n* [ ] Test\n* [ ] test!\n* [ ] Test 2\n"),
              Map.entry(
                  "headings in fences",
                  """
                  ## Steps
                  - [ ] Write this:
                    ```md
                    ## Steps
                    ### Not a step
                    - [ ] not a box
                    ```
                  - [ ] ```
                    never closed
                  - [ ] after it
                  """),
              Map.entry(
                  "html",
                  """
                  <details><summary>List</summary>

                  - [ ] <b>bold</b> thing <!-- note
                    goes on -->
                  - [ ] <!-- never closed
                  - [ ] <img src="x.png">
                  - [ ] <pre>open

                  </details>
                  """),
              Map.entry(
                  "very long",
                  "1. "
                      + "word ".repeat(120)
                      + "\n2. Short sentence here. "
                      + "then much more of it ".repeat(10)
                      + "\n3. "
                      + "x".repeat(500)
                      + "\n"),
              Map.entry(
                  "looks like fields",
                  """
                  - [ ] Cut
                    - needs: scissors
                    - id: none
                  - [ ] Paste

                    - due: friday
                  - [ ] Say ${{ vars.word }} and $${{ vars.kept }}

                    ${{vars.word}}
                  - [ ] - id: nested at once
                  """),
              Map.entry(
                  "headings everywhere",
                  """
                  Title
                  =====

                  ## Steps
                  ### Phase 1
                  - [ ] a

                    ## inside a
                  ### Phase 2 ##
                  - [ ] b
                  Steps
                  -----
                  - [ ] c #
                  # Another title
                  - [ ] # d
                  #### After
                  ## Steps: more
                  none
                  """),
              Map.entry(
                  "no boxes",
                  "Things to do\n\n- buy milk\n- buy [bread](http://b.example)\n\n1) eat\n"),
              Map.entry(
                  "tabs and laziness",
                  """
                  -\t[ ] one
                  \t- deep
                  \t\tcode
                  - [ ] two
                  lazy line
                  + [X] three

                      code?
                  """),
              Map.entry(
                  "empty things",
                  "- [ ]\n- [ ] \u200b\n- [ ] real\n-\n- [ ] 🚀\n- [ ] 数据库\n- [x]\n"),
              Map.entry(
                  "rules and quotes", "> - [ ] quoted\n\n---\n\n- [ ] a\n\n---\n\n- [ ] b\n***\n"),
              Map.entry(
                  "parents without boxes",
                  "- Prepare\n  - [ ] a\n  - [ ] b\n- Migrate\n  1. c\n     1. d\n")));

  private OddChecklists() {}
}
