package org.spoor.model.value;

/** One end of a movement of value: an address, or outside every address. */
public sealed interface Party permits Address, Outside, Script {

  /** The text that stands for it in files and results; empty outside every address. */
  String text();
}
