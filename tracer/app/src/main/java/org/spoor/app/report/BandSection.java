package org.spoor.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spoor.app.result.Band;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/** Where the money is now, as the policies that conserve say at least and at most. */
public final class BandSection {

  private static final Comparator<Band> HIGHEST_FIRST =
      Comparator.comparing((Band band) -> band.conserving().highest())
          .thenComparing(band -> band.conserving().lowest())
          .thenComparing(band -> band.poison().orElse(Amount.ZERO))
          .reversed()
          .thenComparing(Band::destination);

  private final AssetNames names;
  private final int width;
  private final int rows;

  public BandSection(AssetNames names, int width, int rows) {
    this.names = names;
    this.width = width;
    this.rows = rows;
  }

  public List<String> lines(List<Band> bands) {
    Map<Asset, List<Band>> byAsset =
        bands.stream()
            .collect(
                Collectors.groupingBy(
                    band -> band.destination().asset(),
                    () -> new TreeMap<>(AssetNames.COINS_FIRST),
                    Collectors.toList()));
    List<String> lines = new ArrayList<>();
    byAsset.forEach((asset, own) -> lines.addAll(ofAsset(asset, own)));
    return Section.of("WHERE THE MONEY IS NOW, AT LEAST AND AT MOST", lines);
  }

  private List<String> ofAsset(Asset asset, List<Band> bands) {
    Table table =
        new Table(
            Column.number("lowest"),
            Column.number("highest"),
            Column.number("poison"),
            Column.left("end"),
            Column.text("where, and which policies say so"));
    List<Alike<Band>> groups =
        Alike.of(
            bands.stream().sorted(HIGHEST_FIRST).toList(),
            BandSection::areAlike,
            bands.size() > rows);
    groups.stream().limit(rows).forEach(group -> table.row(cells(group, asset)));
    List<String> lines = new ArrayList<>(List.of("", names.nameOnChain(asset)));
    lines.addAll(table.lines(width));
    int more = groups.stream().skip(rows).mapToInt(Alike::size).sum();
    if (more > 0) {
      lines.add("... and %s more destinations".formatted(AmountText.count(more)));
    }
    return lines;
  }

  private static boolean areAlike(Band a, Band b) {
    return a.amounts().equals(b.amounts()) && a.destination().kind() == b.destination().kind();
  }

  private String[] cells(Alike<Band> group, Asset asset) {
    Band band = group.first();
    String several =
        "%s places with as much each, the first ".formatted(AmountText.count(group.size()));
    return new String[] {
      names.number(band.conserving().lowest(), asset),
      names.number(band.conserving().highest(), asset),
      band.poison().map(amount -> names.number(amount, asset)).orElse(""),
      band.destination().kind().name(),
      (group.size() > 1 ? several : "")
          + EndsSection.where(band.destination())
          + band.attribution().map(a -> " " + EndsSection.label(a)).orElse("")
          + policies(band)
    };
  }

  private static String policies(Band band) {
    return band.conserving().lowest().equals(band.conserving().highest())
        ? " (all agree)"
        : " (lowest %s; highest %s)"
            .formatted(
                list(band.conservingGiving(band.conserving().lowest())),
                list(band.conservingGiving(band.conserving().highest())));
  }

  private static String list(List<TaintPolicy> policies) {
    return policies.stream().map(TaintPolicy::name).collect(Collectors.joining(", "));
  }
}
