package org.spoor.ethereum;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.spoor.ethereum.parse.AbiAnswers;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Token;
import tools.jackson.databind.JsonNode;

/** What tokens' contracts say of themselves, as of the last block that is read. */
final class TokenDescriptions {

  private final Views views;
  private final long head;
  private final Map<Asset, Optional<AssetDescription>> known = new ConcurrentHashMap<>();

  TokenDescriptions(Views views, long head) {
    this.views = views;
    this.head = head;
  }

  Optional<AssetDescription> of(Asset asset) {
    return switch (asset) {
      case Coin coin -> Optional.of(AssetDescription.of(coin));
      case Token token -> {
        describe(List.of(token));
        yield known.getOrDefault(token, Optional.empty());
      }
    };
  }

  /** Asks for those that are not known yet, in one round trip. */
  void describe(Collection<? extends Asset> assets) {
    List<Token> unknown =
        assets.stream()
            .filter(asset -> !known.containsKey(asset))
            .filter(Token.class::isInstance)
            .map(Token.class::cast)
            .toList();
    if (unknown.isEmpty()) {
      return;
    }
    List<Views.Question> questions = new ArrayList<>();
    unknown.forEach(token -> {
      questions.add(new Views.Question(token.contract(), AbiAnswers.SYMBOL, head));
      questions.add(new Views.Question(token.contract(), AbiAnswers.DECIMALS, head));
    });
    List<Optional<JsonNode>> answers = views.ask(questions);
    for (int i = 0; i < unknown.size(); i++) {
      known.put(
          unknown.get(i), description(unknown.get(i), answers.get(2 * i), answers.get(2 * i + 1)));
    }
  }

  private static Optional<AssetDescription> description(
      Token token, Optional<JsonNode> symbol, Optional<JsonNode> decimals) {
    OptionalInt scale = decimals.map(AbiAnswers::decimals).orElse(OptionalInt.empty());
    return symbol.flatMap(AbiAnswers::text).map(text -> new AssetDescription(token, text, scale));
  }
}
