package org.spoor.ethereum.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.TokenLogs;
import org.spoor.model.value.Address;

/**
 * Finds transfers of tokens, and wrapping of ether, by their logs ({@code eth_getLogs}); what moves
 * ether alone leaves no log.
 *
 * <p>Anybody can write logs that name an address, of tokens made for it and transfers of nothing:
 * these must not make it too busy to be followed. Transfers of nothing do not count. An address
 * that is too busy with all tokens is looked at again for those alone that matter, with a gap that
 * says so; only if these are too many as well, it is too busy.
 */
public final class LogFinder implements Finder {

  private static final String NOTHING = "0x" + "0".repeat(64);

  private final PartedSearch search;
  private final long finalised;
  private final int limit;
  private final List<String> mattering;

  /**
   * @param finalised height up to which blocks are final
   * @param limit transactions beyond which an address is too busy
   * @param stolen contracts of tokens that matter beside those that are known
   */
  public LogFinder(Node node, long finalised, int limit, Set<Address> stolen) {
    this.search = new PartedSearch(node);
    this.finalised = finalised;
    this.limit = limit;
    this.mattering =
        Stream.concat(KnownTokens.ALL.stream(), stolen.stream())
            .map(Address::text)
            .distinct()
            .sorted()
            .toList();
  }

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public Map<Address, Finding> find(Set<Address> addresses, Span span) {
    Tally all = new Tally(addresses, limit);
    search.run(new Logs(all, List.of()), addresses, span, all);
    Map<Address, Finding> findings = new HashMap<>(all.findings());
    Set<Address> busy = addresses.stream().filter(all::isBusy).collect(Collectors.toSet());
    if (!busy.isEmpty()) {
      Tally few = new Tally(busy, limit);
      few.gap(
          busy,
          "blocks %d-%d: more than %d transactions name it in transfers of tokens: only those of %d tokens are looked for"
              .formatted(span.from(), span.to(), limit, mattering.size()));
      search.run(new Logs(few, mattering), busy, span, few);
      findings.putAll(few.findings());
    }
    return Map.copyOf(findings);
  }

  private final class Logs implements PartedSearch.Question {

    private final Tally tally;
    private final List<String> contracts;

    /**
     * @param contracts whose logs are asked for; all if there are none
     */
    Logs(Tally tally, List<String> contracts) {
      this.tally = tally;
      this.contracts = contracts;
    }

    @Override
    public Call call(Part part) {
      Map<String, Object> filter =
          new TreeMap<>(
              Map.of(
                  "fromBlock", Quantity.hex(part.span().from()),
                  "toBlock", Quantity.hex(part.span().to()),
                  "topics", topics(part)));
      if (!contracts.isEmpty()) {
        filter.put("address", contracts);
      }
      return Call.ofRange("eth_getLogs", List.of(filter), part.span().to() <= finalised);
    }

    @Override
    public Optional<Part> take(Part part, Answer answer) {
      int topic = part.side() == Side.FROM ? 1 : 2;
      for (Answer log : answer.items()) {
        List<Answer> topics = log.at("topics").items();
        if (topics.size() > topic) {
          count(topics.get(topic).topic(), log);
        }
      }
      return Optional.empty();
    }

    private void count(Address address, Answer log) {
      if (log.at("data").json().asString("").equals(NOTHING)) {
        tally.idle(address, log.at("transactionHash").tx());
      } else {
        tally.transaction(address, log.at("transactionHash").tx());
      }
    }
  }

  /**
   * Null stands for any topic. Deposit and Withdrawal name their one party where Transfer names the
   * sender.
   */
  private static List<@Nullable Object> topics(Part part) {
    List<String> addresses = part.addresses().stream().map(Quantity::topic).toList();
    List<@Nullable Object> topics = new ArrayList<>();
    switch (part.side()) {
      case FROM ->
          topics.addAll(
              List.of(
                  List.of(TokenLogs.TRANSFER, TokenLogs.DEPOSIT, TokenLogs.WITHDRAWAL), addresses));
      case TO -> {
        topics.add(List.of(TokenLogs.TRANSFER));
        topics.add(null);
        topics.add(addresses);
      }
    }
    return topics;
  }
}
