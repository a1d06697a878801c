package org.spoor.app.report;

import com.ibm.icu.text.SpoofChecker;
import org.spoor.engine.trace.Confusables;

/** Unicode's own table of look-alike characters, by ICU. */
public final class IcuConfusables implements Confusables {

  /** Loading the table takes a moment, so only who compares names pays for it. */
  private static final class Table {
    private static final SpoofChecker CHECKER =
        new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
  }

  @Override
  public String skeleton(String text) {
    return Table.CHECKER.getSkeleton(text);
  }
}
