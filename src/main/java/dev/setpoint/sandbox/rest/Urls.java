package dev.setpoint.sandbox.rest;

import dev.setpoint.sandbox.web.Request;
import dev.setpoint.sandbox.world.Repo;

/**
 * Where the sandbox's things are to be found, seen from one client.
 *
 * @param web the origin, such as {@code http://127.0.0.1:4001}
 * @param api the API's root: the origin, or the origin with {@code /api/v3}
 */
public record Urls(String web, String api) {

  /** Seen from the client of this request, which may come through a proxy or the GHES path. */
  static Urls of(Request request, String origin, boolean enterprise) {
    String host = request.header("host");
    String scheme = origin.substring(0, origin.indexOf(":"));
    String web = host == null ? origin : scheme + "://" + host;
    return new Urls(web, enterprise ? web + "/api/v3" : web);
  }

  String api(Repo repo) {
    return api + "/repos/" + repo.fullName();
  }

  String web(Repo repo) {
    return web + "/" + repo.fullName();
  }
}
