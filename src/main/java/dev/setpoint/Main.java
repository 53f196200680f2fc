package dev.setpoint;

/** Wires the rooms together and hands over to the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("setpoint");
  }
}
