package org.spoor.app;

import org.spoor.app.report.IcuConfusables;
import org.spoor.engine.trace.Confusables;

/** Lends the program's own table of look-alike characters to tests of other packages. */
public final class IcuConfusablesForTests {

  private IcuConfusablesForTests() {}

  public static Confusables confusables() {
    return new IcuConfusables();
  }
}
