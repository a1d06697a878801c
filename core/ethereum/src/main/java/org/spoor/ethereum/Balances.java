package org.spoor.ethereum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.AbiAnswers;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.ethereum.parse.Quantities;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Token;
import tools.jackson.databind.JsonNode;

/** Reads what addresses hold before and after the blocks that are read, all in one round trip. */
final class Balances {

  /** What is held before the first and after the last block. */
  record Pair(Amount before, Amount after) {}

  private record Place(Address address, Token token) {}

  private final Node node;
  private final Views views;
  private final BlockHeader head;

  /**
   * @param head the last block that is read
   */
  Balances(Node node, Views views, BlockHeader head) {
    this.node = node;
    this.views = views;
    this.head = head;
  }

  /**
   * Asks for the last block along with them: it has to be the one that the run is pinned to.
   *
   * @throws SpoorException MALFORMED_DATA if it is another
   */
  Map<Address, Pair> ofEther(Set<Address> addresses, Span span) {
    List<Address> order = List.copyOf(addresses);
    List<Call> calls = new ArrayList<>();
    order.forEach(address -> {
      calls.add(Calls.balance(address, Math.max(0, span.from() - 1)));
      calls.add(Calls.balance(address, span.to()));
    });
    Call last = Calls.header(head.height());
    calls.add(last);
    List<JsonNode> told = Calls.results(node, calls);
    checkHead(last, told.getLast());
    List<Amount> answers =
        IntStream.range(0, 2 * order.size())
            .mapToObj(i -> calls.get(i).read(node.name(), () -> ether(told.get(i))))
            .toList();
    Map<Address, Pair> held = new LinkedHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      held.put(order.get(i), new Pair(answers.get(2 * i), answers.get(2 * i + 1)));
    }
    return held;
  }

  private void checkHead(Call call, JsonNode block) {
    String hash = call.read(node.name(), () -> Blocks.hash(block));
    if (!hash.equals(head.hash())) {
      throw SpoorException.malformedData(
          "%s: block %d is %s, but was final as %s"
              .formatted(node.name(), head.height(), hash, head.hash()));
    }
  }

  /**
   * Those of them that have code after one of the blocks.
   *
   * @param looks by address, heights of blocks
   */
  Set<Address> contracts(Map<Address, Set<Long>> looks) {
    List<Address> order = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    looks.forEach((address, heights) ->
        heights.forEach(height -> {
          order.add(address);
          calls.add(Calls.code(address, height));
        }));
    List<JsonNode> codes = Calls.results(node, calls);
    return IntStream.range(0, order.size())
        .filter(i -> codes.get(i).asString("").length() > "0x".length())
        .mapToObj(order::get)
        .collect(Collectors.toSet());
  }

  /** After one block; nothing if the contract of a token does not tell. */
  Optional<Amount> after(Address address, Asset asset, long height) {
    return switch (asset) {
      case Coin _ ->
          Optional.of(
              ether(Calls.results(node, List.of(Calls.balance(address, height))).getFirst()));
      case Token token ->
          views
              .ask(List.of(balanceOf(new Place(address, token), height)))
              .getFirst()
              .flatMap(AbiAnswers::amount);
    };
  }

  private static Amount ether(JsonNode answer) {
    return Quantities.amount(answer, "balance");
  }

  /** Of the tokens that tell; what a contract refuses to tell is left out. */
  Map<Address, Map<Asset, Pair>> ofTokens(Map<Address, Set<Asset>> moved, Span span) {
    List<Place> places = new ArrayList<>();
    moved.forEach((address, assets) ->
        assets.stream()
            .filter(Token.class::isInstance)
            .forEach(asset -> places.add(new Place(address, (Token) asset))));
    List<Views.Question> questions = new ArrayList<>();
    places.forEach(place -> {
      questions.add(balanceOf(place, Math.max(0, span.from() - 1)));
      questions.add(balanceOf(place, span.to()));
    });
    List<Optional<JsonNode>> answers = views.ask(questions);
    Map<Address, Map<Asset, Pair>> held = new LinkedHashMap<>();
    moved.keySet().forEach(address -> held.put(address, new LinkedHashMap<>()));
    for (int i = 0; i < places.size(); i++) {
      Optional<Amount> before = answers.get(2 * i).flatMap(AbiAnswers::amount);
      Optional<Amount> after = answers.get(2 * i + 1).flatMap(AbiAnswers::amount);
      if (before.isPresent() && after.isPresent()) {
        held.computeIfAbsent(places.get(i).address(), key -> new LinkedHashMap<>())
            .put(places.get(i).token(), new Pair(before.get(), after.get()));
      }
    }
    return held;
  }

  private static Views.Question balanceOf(Place place, long height) {
    return new Views.Question(
        place.token().contract(), AbiAnswers.balanceOf(place.address()), height);
  }
}
