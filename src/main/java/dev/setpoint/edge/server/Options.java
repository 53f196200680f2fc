package dev.setpoint.edge.server;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.server.app.Address;
import dev.setpoint.edge.server.app.Hub;
import dev.setpoint.edge.server.http.Access;
import dev.setpoint.edge.server.queue.Database;
import dev.setpoint.edge.server.queue.Rhythm;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a server runs.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param secret that deliveries are signed with
 * @param access who may look at pages
 * @param database of wake-ups; the server closes it
 * @param hub in whose name it works
 * @param workers how many passes run at once
 * @param grace how long running passes may go on when it stops
 * @param clock the machine's, but in tests
 */
public record Options(
    String host,
    int port,
    Token secret,
    Access access,
    Address address,
    Database database,
    Hub hub,
    Rhythm rhythm,
    int workers,
    Duration grace,
    InstantSource clock) {}
