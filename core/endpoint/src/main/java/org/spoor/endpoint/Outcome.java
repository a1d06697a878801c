package org.spoor.endpoint;

/** What became of a call that was asked once. */
sealed interface Outcome {

  record Answered(Reply reply) implements Outcome {}

  record Failed(Fault fault) implements Outcome {}
}
