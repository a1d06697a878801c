package org.spoor.recorded.file;

import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/** A parser that gives up on deep nesting, which would exhaust the stack of who builds a tree. */
final class ShallowParser implements Parser {

  private static final int MOST_LEVELS = 50;

  private final YamlFile file;
  private final Parser parser;
  private int level;

  ShallowParser(YamlFile file, Parser parser) {
    this.file = file;
    this.parser = parser;
  }

  @Override
  public Event next() {
    Event event = parser.next();
    switch (event) {
      case CollectionStartEvent _ -> enter(event);
      case CollectionEndEvent _ -> level--;
      default -> {}
    }
    return event;
  }

  private void enter(Event start) {
    level++;
    if (level > MOST_LEVELS) {
      throw file.refuse(
          start.getStartMark().orElseThrow(),
          ": nested too deeply: more than %d levels".formatted(MOST_LEVELS));
    }
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }
}
