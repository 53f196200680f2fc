package dev.setpoint.sandbox.git;

import dev.setpoint.sandbox.web.Bytes;
import dev.setpoint.sandbox.web.Front;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.web.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Git's smart HTTP protocol (0 and 2) over the sandbox's repositories. */
public final class GitHttp {
  private final Gate gate;
  private final boolean real;

  /**
   * @param real whether the machine's own git answers instead of JGit
   */
  public GitHttp(Gate gate, boolean real) {
    this.gate = gate;
    this.real = real;
  }

  public Reply answer(Request request) {
    Matcher path = Front.GIT.matcher(request.path());
    if (!path.matches()) {
      return Reply.text(404, "Not Found\n");
    }
    String repository = path.group(1) + "/" + path.group(2);
    String service =
        path.group(3).equals("info/refs")
            ? request.parameters().getOrDefault("service", "")
            : path.group(3);
    boolean write = service.equals("git-receive-pack");
    Optional<Reply> refusal = gate.refusal(request, repository, write);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    GitStore store = gate.store(repository);
    if (real) {
      HttpBackend.Answer answer = HttpBackend.answer(request, store, path.group(3));
      if (!answer.changed().isEmpty()) {
        gate.pushed(request, repository, answer.changed());
      }
      return answer.reply();
    }
    try {
      byte[] body =
          path.group(3).equals("info/refs")
              ? refs(request, store, service)
              : write ? receive(request, repository, store) : upload(request, store);
      String kind = path.group(3).equals("info/refs") ? "-advertisement" : "-result";
      return Reply.of(200, "application/x-" + service + kind, Bytes.of(body))
          .with("Cache-Control", "no-cache, max-age=0, must-revalidate");
    } catch (PackProtocolException e) {
      return Reply.text(400, e.getMessage() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("serving git", e);
    }
  }

  private static byte[] refs(Request request, GitStore store, String service) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PacketLineOut packets = new PacketLineOut(out);
    if (service.equals("git-receive-pack")) {
      packets.writeString("# service=git-receive-pack\n");
      packets.end();
      ReceivePack receive = new ReceivePack(store.repository());
      receive.setBiDirectionalPipe(false);
      receive.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(packets));
    } else {
      UploadPack upload = uploadPack(request, store);
      upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(packets), service);
    }
    return out.toByteArray();
  }

  private static byte[] upload(Request request, GitStore store) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    uploadPack(request, store).upload(request.body().stream(), out, null);
    return out.toByteArray();
  }

  private static UploadPack uploadPack(Request request, GitStore store) {
    UploadPack upload = new UploadPack(store.repository());
    upload.setBiDirectionalPipe(false);
    upload.setRequestPolicy(UploadPack.RequestPolicy.ANY);
    String protocol = request.header("git-protocol");
    if (protocol != null) {
      upload.setExtraParameters(List.of(protocol.split(":", -1)));
    }
    return upload;
  }

  private byte[] receive(Request request, String repository, GitStore store) {
    List<Gate.Push> changed = new ArrayList<>();
    byte[] answer =
        store.alone(
            () -> {
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              ReceivePack receive = new ReceivePack(store.repository());
              receive.setBiDirectionalPipe(false);
              receive.setAllowCreates(true);
              receive.setAllowDeletes(true);
              receive.setAllowNonFastForwards(true); // as GitHub, where nothing is protected
              receive.setPreReceiveHook(
                  (pack, commands) -> guard(request, repository, pack, commands));
              receive.setPostReceiveHook(
                  (pack, commands) -> commands.forEach(command -> changed.add(push(command))));
              receive.receive(request.body().stream(), out, null);
              store.tidy(changed.size());
              return out.toByteArray();
            });
    if (!changed.isEmpty()) {
      gate.pushed(request, repository, changed);
    }
    return answer;
  }

  private void guard(
      Request request, String repository, ReceivePack pack, Collection<ReceiveCommand> commands) {
    for (ReceiveCommand command : commands) {
      Optional<String> reason = gate.protects(request, repository, push(command));
      if (reason.isPresent() && command.getResult() == ReceiveCommand.Result.NOT_ATTEMPTED) {
        pack.sendMessage("error: " + reason.get());
        command.setResult(
            ReceiveCommand.Result.REJECTED_OTHER_REASON, "protected branch hook declined");
      }
    }
  }

  private static Gate.Push push(ReceiveCommand command) {
    return new Gate.Push(
        command.getRefName(),
        command.getOldId().name(),
        command.getNewId().name(),
        command.getType() == ReceiveCommand.Type.UPDATE_NONFASTFORWARD);
  }
}
