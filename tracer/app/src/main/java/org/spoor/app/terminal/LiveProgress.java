package org.spoor.app.terminal;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.spoor.engine.trace.TraceListener;

/** How far a step is, in one line that renews itself; silent where nobody watches. */
public final class LiveProgress implements TraceListener, AutoCloseable {

  private static final int UPDATE_MILLIS = 200;
  private static final int TRACK = 12;

  private final Optional<ProgressBar> line;

  private LiveProgress(Optional<ProgressBar> line) {
    this.line = line;
  }

  public static LiveProgress silent() {
    return new LiveProgress(Optional.empty());
  }

  /** Begins to show a step. */
  public static LiveProgress on(Output output, String step) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(step)
            .setInitialMax(-1)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .clearDisplayOnFinish()
            .continuousUpdate()
            .setRenderer(LiveProgress::render)
            .setConsumer(new ConsoleProgressBarConsumer(output.err(), output.width() - 1))
            .build();
    return new LiveProgress(Optional.of(bar));
  }

  @Override
  public void at(Progress progress) {
    line.ifPresent(bar -> show(bar, progress));
  }

  /** Hears of block files; from several threads. */
  public org.spoor.bitcoin.blockfile.Progress ofBlocks() {
    return new org.spoor.bitcoin.blockfile.Progress() {
      @Override
      public void at(long read, long all) {
        say("block files: %s of %s MB".formatted(megabytes(read), megabytes(all)));
      }

      @Override
      public void fetched(long blocks, long all) {
        say("blocks: %s of %s".formatted(AmountText.count(blocks), AmountText.count(all)));
      }
    };
  }

  private void say(String words) {
    line.ifPresent(bar -> bar.setExtraMessage(words));
  }

  private static String megabytes(long bytes) {
    return AmountText.count(bytes / 1_000_000);
  }

  private static void show(ProgressBar bar, Progress progress) {
    bar.stepTo(progress.events());
    bar.setExtraMessage(
        "%s places, depth %d, %s ends"
            .formatted(
                AmountText.count(progress.places()),
                progress.depth(),
                AmountText.count(progress.ends())));
  }

  /** How long a step will take nobody knows: a mark runs to and fro while it lasts. */
  static String render(ProgressState state, int width) {
    Duration elapsed = state.getElapsedAfterStart();
    String text =
        "%s [%s] %d:%02d"
            .formatted(
                state.getTaskName(),
                track(elapsed.toMillis() / UPDATE_MILLIS),
                elapsed.toMinutes(),
                elapsed.toSecondsPart());
    if (state.getCurrent() > 0) {
      text += ", %s events".formatted(AmountText.count(state.getCurrent()));
    }
    if (!state.getExtraMessage().isEmpty()) {
      text += ", " + state.getExtraMessage();
    }
    return text.substring(0, Math.min(text.length(), width));
  }

  private static String track(long tick) {
    int turn = (int) (tick % (2L * (TRACK - 1)));
    int at = turn < TRACK ? turn : 2 * (TRACK - 1) - turn;
    return " ".repeat(at) + "=" + " ".repeat(TRACK - 1 - at);
  }

  @Override
  public void close() {
    line.ifPresent(ProgressBar::close);
  }
}
