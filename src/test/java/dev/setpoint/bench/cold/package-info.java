/** The cold pass measured against scripts that make the same requests. */
package dev.setpoint.bench.cold;
