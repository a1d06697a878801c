package org.spoor.recorded.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/**
 * The values that occur in one case, each as one object: a million records name few addresses, and
 * comparing is quickest by identity.
 *
 * <p>Text that is no such value gives nothing.
 */
public final class Interned {

  private static final Pattern UTC_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|\\+00:00)");

  private final Map<Chain, Map<String, Address>> addresses = new EnumMap<>(Chain.class);
  private final Map<Chain, Map<String, Asset>> assets = new EnumMap<>(Chain.class);
  private final Map<Chain, Map<String, TxId>> transactions = new EnumMap<>(Chain.class);
  private final Map<String, Instant> times = new HashMap<>();

  Optional<Address> address(Chain chain, String text) {
    return intern(addresses, chain, text, t -> new Address(chain, t), Address::text);
  }

  Optional<Asset> asset(Chain chain, String text) {
    return intern(assets, chain, text, t -> Asset.parse(chain, t), Asset::text);
  }

  Optional<TxId> transaction(Chain chain, String text) {
    return intern(transactions, chain, text, t -> new TxId(chain, t), TxId::text);
  }

  /** A time as ISO 8601 with seconds, in UTC. */
  Optional<Instant> time(String text) {
    Instant known = times.get(text);
    if (known != null) {
      return Optional.of(known);
    }
    if (!UTC_TIME.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      times.put(text, time);
      return Optional.of(time);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static <T> Optional<T> intern(
      Map<Chain, Map<String, T>> all,
      Chain chain,
      String text,
      Function<String, T> parse,
      Function<T, String> canonical) {
    Map<String, T> known = all.computeIfAbsent(chain, _ -> new HashMap<>());
    @Nullable T value = known.get(text);
    if (value != null) {
      return Optional.of(value);
    }
    try {
      T parsed = parse.apply(text);
      T one = known.computeIfAbsent(canonical.apply(parsed), _ -> parsed);
      known.put(text, one);
      return Optional.of(one);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
