package org.spoor.recorded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.recorded.CaseOnDisk.A;
import static org.spoor.recorded.CaseOnDisk.B;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.model.SpoorException.Kind;
import org.spoor.recorded.CaseFolder;
import org.spoor.recorded.CaseOnDisk;

class NamedEventsTest {

  @TempDir Path temp;

  /** A folder with a theft source that names event 1 of t. */
  private CaseOnDisk disk(String... rows) {
    return new CaseOnDisk(temp)
        .with(
            "incident.yaml",
            """
            id: heist
            name: A heist
            date: 2025-01-02
            chains: [ethereum]
            theftSources: {kind: transfer, tx: t, index: 1}
            """)
        .transfers(rows);
  }

  private static String row(String position, String tx, int amount) {
    return "%s,2025-01-02T03:04:05Z,%s,%s,%s,ETH,%d".formatted(position, tx, A, B, amount);
  }

  private static String refused(String found) {
    return "heist/transfers.csv: theft source heist#1 names event 1 of t: " + found;
  }

  @Test
  void read_indexOfOneEvent_isAccepted() {
    CaseFolder folder =
        disk(row("8,0,2", "t", 9), row("8,0,1", "t", 100), row("8,1,1", "u", 1)).read();

    assertThat(folder.incident().theftSources()).hasSize(1);
  }

  @Test
  void read_indexStatedTwice_isRefused() {
    CaseOnDisk disk = disk(row("8,0,1", "t", 9), row("8,0,1", "t", 100));

    assertThat(disk.failure().kind()).isEqualTo(Kind.INVALID_INPUT);
    assertThat(disk.refusal())
        .isEqualTo(refused("2 of its 2 recorded events state this event_index"));
  }

  @Test
  void read_indexThatWentToAnotherEvent_isRefused() {
    assertThat(disk(row("8,0,0", "t", 100), row("8,0,0", "t", 9), row("8,0,1", "t", 7)).refusal())
        .isEqualTo(refused("its recorded events had to be numbered anew"));
  }

  @Test
  void read_indexStatedInAnotherOrderThanTheFiles_isRefused() {
    assertThat(disk(row("8,,2", "t", 100), row("8,,1", "t", 9)).refusal())
        .isEqualTo(refused("its recorded events had to be numbered anew"));
  }

  @Test
  void read_indexNotStated_isRefused() {
    assertThat(disk(row("8,0,", "t", 9), row("8,0,", "t", 100)).refusal())
        .isEqualTo(refused("0 of its 2 recorded events state this event_index"));
  }

  @Test
  void read_indexOfATransactionThatIsNotRecorded_isRefused() {
    assertThat(disk(row("8,0,1", "u", 9)).refusal())
        .isEqualTo(refused("0 of its 0 recorded events state this event_index"));
  }

  @Test
  void read_otherEventsOfTheTransactionNumberedAnew_isAccepted() {
    CaseFolder folder =
        disk(row("8,0,1", "t", 100), row("8,0,5", "t", 9), row("8,0,5", "t", 9)).read();

    assertThat(folder.reader().remarks())
        .contains(
            "transfers.csv: 1 events state a position that is taken: they were numbered anew");
  }
}
