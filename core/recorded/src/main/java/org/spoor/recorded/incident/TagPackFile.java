package org.spoor.recorded.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.Category;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.YamlFile;
import org.spoor.recorded.file.YamlNode;
import org.spoor.recorded.file.YamlNode.YamlMapping;

/**
 * The file {@code attributions.yaml}: a TagPack, the format of GraphSense for attributed addresses.
 *
 * <p>What a tag does not say, it inherits from the pack. Keys that are not known here are passed
 * over: the format grows.
 */
public final class TagPackFile {

  public static final String NAME = "attributions.yaml";

  /** Addresses of Avalanche's X and P chains, which are ledgers of their own. */
  private static final Pattern OTHER_AVALANCHE = Pattern.compile("[XP]-avax1.*");

  /** A name like {@code web_crawl}, or a percentage; nothing says nothing. */
  private static final Pattern CONFIDENCE =
      Pattern.compile("|\\p{Alpha}.*|\\d{1,2}(\\.\\d+)?|100(\\.0+)?");

  private final Optional<Chain> chainIfNone;
  private final List<Attribution> attributions = new ArrayList<>();
  private int skipped;

  private TagPackFile(Optional<Chain> chainIfNone) {
    this.chainIfNone = chainIfNone;
  }

  /**
   * Reads a pack.
   *
   * @param chainIfNone the chain of tags that name no currency
   */
  public static TagPackFile read(CaseFile file, Interned values, Optional<Chain> chainIfNone) {
    TagPackFile reading = new TagPackFile(chainIfNone);
    YamlMapping pack = new YamlFile(file, values).document().mapping();
    pack.require("tags").items().forEach(tag -> reading.add(new Tag(tag.mapping(), pack)));
    return reading;
  }

  public List<Attribution> attributions() {
    return attributions;
  }

  /** How many tags are left out, being of ledgers that cannot be read here. */
  public int skipped() {
    return skipped;
  }

  /** A tag with the pack that it inherits from. */
  private record Tag(YamlMapping own, YamlMapping pack) {

    Optional<YamlNode> get(String key) {
      return own.get(key).or(() -> pack.get(key));
    }

    String text(String key) {
      return get(key).map(node -> node.field().text()).orElse("");
    }
  }

  private void add(Tag tag) {
    Field address = tag.own().requiredField("address").stripped();
    String label =
        tag.get("label")
            .orElseThrow(() -> tag.own().node().refuse("label", "is missing"))
            .field()
            .required();
    Optional<String> currency =
        tag.get("network").or(() -> tag.get("currency")).map(node -> node.field().text());
    Optional<Chain> chain =
        currency.isPresent() ? currency.flatMap(TagPackFile::chain) : Optional.of(chainIfNone(tag));
    if (chain.isEmpty() || OTHER_AVALANCHE.matcher(address.text()).matches()) {
      skipped++;
      return;
    }
    Address place = address.address(chain.get());
    attributions.add(
        new Attribution(
            place, label, tag.text("actor"), category(tag), confidence(tag), source(tag)));
  }

  private Chain chainIfNone(Tag tag) {
    return chainIfNone.orElseThrow(() -> tag.own().node().refuse("currency", "is missing"));
  }

  /** Of all that is said of the kind of entity or abuse, a custodial one before any other. */
  private static Category category(Tag tag) {
    List<Category> stated =
        Stream.of("category", "concepts", "abuse")
            .flatMap(key -> tag.get(key).stream())
            .flatMap(node -> node.items().stream())
            .map(node -> new Category(node.field().text().strip()))
            .filter(category -> !category.equals(Category.UNKNOWN))
            .toList();
    return stated.stream()
        .filter(Category::isCustodial)
        .findFirst()
        .or(() -> stated.stream().findFirst())
        .orElse(Category.UNKNOWN);
  }

  private static String confidence(Tag tag) {
    Optional<Field> stated = tag.get("confidence").map(YamlNode::field);
    stated
        .filter(field -> !CONFIDENCE.matcher(field.text().strip()).matches())
        .ifPresent(field -> {
          throw field.wrong("a confidence: a number from 0 to 100, or a name of TagPack's");
        });
    return stated.map(Field::text).orElse("");
  }

  private static String source(Tag tag) {
    return tag.get("source").stream()
        .flatMap(node -> node.items().stream())
        .map(node -> node.field().text())
        .findFirst()
        .orElse("");
  }

  /** The chain that a TagPack means by a currency or network. */
  private static Optional<Chain> chain(String currency) {
    return switch (currency.toUpperCase(Locale.ROOT)) {
      case "BTC" -> Optional.of(Chain.BITCOIN);
      case "ETH" -> Optional.of(Chain.ETHEREUM);
      case "ARB" -> Optional.of(Chain.ARBITRUM);
      case "OP" -> Optional.of(Chain.OPTIMISM);
      case "BNB", "BEP20" -> Optional.of(Chain.BSC);
      case "POL", "MATIC" -> Optional.of(Chain.POLYGON);
      case "AVAX" -> Optional.of(Chain.AVALANCHE);
      default -> Chain.find(currency.toLowerCase(Locale.ROOT));
    };
  }
}
