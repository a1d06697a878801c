package org.spoor.ethereum;

/** Kinds of nodes, made of one that can do everything by what it does not know. */
enum Kind {
  TRACE_FILTER("debug_", "ots_"),
  OTTERSCAN_AND_TRACE("trace_filter", "debug_"),
  OTTERSCAN_AND_DEBUG("trace_", "ots_getInternalOperations"),
  DEBUG("trace_", "ots_"),
  TRACE_WITHOUT_FILTER("trace_filter", "debug_", "ots_"),
  PLAIN("trace_", "debug_", "ots_");

  private final String unknown;

  Kind(String... unknown) {
    this.unknown = String.join(",", unknown);
  }

  String[] unknown() {
    return unknown.split(",");
  }
}
