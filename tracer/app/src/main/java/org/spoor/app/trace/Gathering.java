package org.spoor.app.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.app.input.Subject;
import org.spoor.app.live.LiveAccess;
import org.spoor.app.live.LiveOptions;
import org.spoor.app.live.LiveSources;
import org.spoor.app.theft.SpotIncident;
import org.spoor.app.theft.SpotTheft;
import org.spoor.incidents.ShippedIncidents;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import org.spoor.recorded.CaseFolder;
import org.spoor.recorded.Recording;

/** The gathering of what is traced, from all places that a user names. */
final class Gathering {

  private final List<SpotTheft> thefts;
  private final LiveOptions options;
  private final LiveAccess access;
  private final List<Incident> incidents = new ArrayList<>();
  private final List<Path> beside = new ArrayList<>();
  private final List<Source> further = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private List<Setting> stated = List.of();

  /**
   * @param thefts that the command line states
   */
  Gathering(List<SpotTheft> thefts, LiveOptions options, LiveAccess access) {
    this.thefts = List.copyOf(thefts);
    this.options = options;
    this.access = access;
  }

  /**
   * Reads what a user asks for.
   *
   * @param also further incidents; all that they state is used (theft sources, conversions, frozen
   *     and recovered amounts, named addresses), attributions and recorded history of theirs for
   *     chains of which no folder before has any; attributions always, where a chain is read live
   * @throws SpoorException INVALID_INPUT if there is no such case; UNAVAILABLE if there is, but no
   *     theft source of it is known, or no endpoint that the run needs
   */
  TracedCase gather(Optional<String> subject, List<String> also) {
    return thefts.isEmpty() ? ofFolder(subject, also) : ofThefts(subject, also);
  }

  private TracedCase ofFolder(Optional<String> subject, List<String> also) {
    Path folder = Subject.folder(subject.orElseThrow(Gathering::nothing));
    CaseFolder first = CaseFolder.read(folder);
    incidents.add(withSources(first.incident()));
    first.recording().ifPresent(this::addAll);
    also.forEach(this::add);
    checkDistinct();
    List<CaseFolder> recorded =
        beside.stream().filter(CaseFolder::hasChainData).map(CaseFolder::read).toList();
    CaseFolder joint = first.with(recorded);
    further.removeAll(joint.reader().sources());
    tellUnused(Stream.concat(Stream.of(first), recorded.stream()).toList());
    List<Chain> live = live(chain -> !isRecorded(joint.reader(), folder, chain));
    if (!live.isEmpty()) {
      return live(Optional.of(joint), reader(live, Optional.of(joint.reader())));
    }
    return new TracedCase(
        incidents,
        joint.attributions(),
        joint.assets(),
        joint.reader(),
        further,
        stated,
        first.recording().isPresent(),
        unread);
  }

  /** Of one chain, recorded data of one folder are used alone. */
  private void tellUnused(List<CaseFolder> folders) {
    Set<Chain> recorded = new HashSet<>();
    for (CaseFolder folder : folders) {
      for (Head head : folder.reader().heads()) {
        if (!recorded.add(head.chain())) {
          unread.add(
              "%s: its recorded data of %s are not used, those of an incident named before it are"
                  .formatted(folder.incident().id(), head.chain()));
        }
      }
    }
  }

  /** A run that was recorded is traced as it was, not read anew. */
  private void addAll(Recording recording) {
    if (options.live()) {
      throw SpoorException.invalidInput(
          "--live: %s is a recording, expected a case folder that is none".formatted(ids()));
    }
    incidents.addAll(recording.further());
    stated = recording.stated();
  }

  private ChainReader reader(List<Chain> live, Optional<ChainReader> recorded) {
    Optional<ChainReader> reader = recorded;
    for (Chain chain : live) {
      ChainReader own = reader(chain);
      reader = Optional.of(reader.<ChainReader>map(r -> new LiveReader(chain, own, r)).orElse(own));
    }
    return reader.orElseThrow();
  }

  private ChainReader reader(Chain chain) {
    return switch (chain.model()) {
      case ACCOUNT -> {
        if (thefts.isEmpty()) {
          options.asOf().checkAny(thefts(chain), access.sources());
        }
        yield access.sources().reader(thefts(chain), gains(chain));
      }
      case UTXO ->
          access
              .bitcoin(chain)
              .reader(
                  thefts(chain).stream()
                      .filter(TheftSource.StolenTransfer.class::isInstance)
                      .map(theft -> ((TheftSource.StolenTransfer) theft).tx())
                      .toList());
    };
  }

  private TracedCase ofThefts(Optional<String> subject, List<String> also) {
    subject.ifPresent(text -> {
      throw SpoorException.invalidInput(
          "'%s' beside --theft-tx or --holding: expected one of them, or --also %s"
              .formatted(text, text));
    });
    also.stream()
        .filter(text -> CaseFolder.hasChainData(Subject.folder(text)))
        .forEach(text -> {
          throw SpoorException.invalidInput(
              "--also %s: it has recorded data, expected an incident without any beside a theft on the spot"
                  .formatted(text));
        });
    SpotIncident spot = SpotIncident.of(thefts, access, options.asOf());
    incidents.add(spot.incident());
    stated = spot.stated();
    also.forEach(this::add);
    checkDistinct();
    return live(Optional.empty(), reader(live(_ -> true), Optional.empty()));
  }

  /** Where a chain is read live, no folder has the better data of it: all they say is used. */
  private TracedCase live(Optional<CaseFolder> joint, ChainReader reader) {
    List<CaseFolder> others = beside.stream().map(CaseFolder::read).toList();
    List<CaseFolder> all = Stream.concat(joint.stream(), others.stream()).toList();
    Map<Asset, AssetDescription> listed = new LinkedHashMap<>();
    all.forEach(folder -> folder.assets().forEach(listed::putIfAbsent));
    for (CaseFolder other : others) {
      other.reader().sources().forEach(file -> further.add(file.of(other.incident().id())));
    }
    joint.ifPresent(folder -> further.removeAll(folder.reader().sources()));
    access.unusable().forEach(why -> unread.add("not used: " + why));
    unread.addAll(access.noticed());
    return new TracedCase(
        incidents,
        attributions(all),
        listed,
        reader,
        further.stream().distinct().toList(),
        stated,
        true,
        unread);
  }

  private static AttributionBook attributions(List<CaseFolder> folders) {
    Set<Attribution> all = new LinkedHashSet<>();
    for (CaseFolder folder : folders) {
      AttributionBook book = folder.attributions();
      book.addresses().forEach(address -> all.addAll(book.of(address)));
    }
    return new AttributionBook(all);
  }

  private void add(String text) {
    Path folder = Subject.folder(text);
    List<Source> files = new ArrayList<>();
    Incident incident = withSources(CaseFolder.readIncident(folder, files::add));
    incidents.add(incident);
    beside.add(folder);
    files.forEach(file -> further.add(file.of(incident.id())));
  }

  /**
   * Chains that are read live: those of thefts that are not recorded, if they can be read, all that
   * can be if the user says so.
   */
  private List<Chain> live(Predicate<Chain> isNeeded) {
    List<Chain> stolenOn =
        LiveAccess.CHAINS.stream().filter(chain -> !thefts(chain).isEmpty()).toList();
    if (options.live() && stolenOn.isEmpty()) {
      throw SpoorException.invalidInput(
          "--live: %s has none there, expected a theft on %s or %s, the chains that are read live"
              .formatted(ids(), LiveSources.CHAIN, Chain.BITCOIN));
    }
    List<Chain> wanted =
        stolenOn.stream().filter(chain -> options.live() || isNeeded.test(chain)).toList();
    List<Chain> live = wanted.stream().filter(this::isPossible).toList();
    if (options.live() && live.isEmpty()) {
      throw SpoorException.unavailable(missing(wanted.getFirst()));
    }
    wanted.stream()
        .filter(chain -> !live.contains(chain))
        .forEach(chain ->
            unread.add("%s of %s is not recorded: %s".formatted(chain, ids(), missing(chain))));
    return live;
  }

  private boolean isPossible(Chain chain) {
    return switch (chain.model()) {
      case ACCOUNT -> access.isPossible();
      case UTXO -> access.isPossible(chain);
    };
  }

  private String missing(Chain chain) {
    return switch (chain.model()) {
      case ACCOUNT -> access.missing();
      case UTXO -> access.missing(chain);
    };
  }

  /** A folder that records no event of any chain says that there was none. */
  private static boolean isRecorded(ChainReader recorded, Path folder, Chain chain) {
    return recorded.heads().isEmpty()
        ? CaseFolder.hasChainData(folder)
        : recorded.heads().stream().anyMatch(head -> head.chain() == chain);
  }

  private List<TheftSource> thefts(Chain chain) {
    return incidents.stream()
        .flatMap(incident -> incident.theftSources().stream())
        .filter(source -> source.chain() == chain)
        .toList();
  }

  private List<TxId> gains(Chain chain) {
    return incidents.stream()
        .flatMap(incident -> incident.conversions().stream())
        .map(AssertedConversion::gainTx)
        .filter(tx -> tx.chain() == chain)
        .toList();
  }

  private String ids() {
    return incidents.stream().map(Incident::id).collect(Collectors.joining(", "));
  }

  private static Incident withSources(Incident incident) {
    if (incident.theftSources().isEmpty()) {
      throw cannot(incident, "no theft source is known");
    }
    return incident;
  }

  private static SpoorException cannot(Incident incident, String why) {
    String missing = incident.missing().isBlank() ? "" : ": " + incident.missing();
    return SpoorException.unavailable(
        "%s cannot be traced, %s%s".formatted(incident.id(), why, missing));
  }

  private void checkDistinct() {
    Set<String> ids = new HashSet<>();
    for (Incident incident : incidents) {
      if (!ids.add(incident.id())) {
        throw SpoorException.invalidInput(
            "--also names incident %s twice".formatted(incident.id()));
      }
    }
  }

  private static SpoorException nothing() {
    return SpoorException.invalidInput(
        "which incident? expected the path of a case folder, one of %s, or --theft-tx"
            .formatted(String.join(", ", ShippedIncidents.ids())));
  }
}
