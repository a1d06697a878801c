package org.spoor.bitcoin.esplora;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.spoor.bitcoin.esplora.Answers.Place;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.source.Ability;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.Asking;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.bitcoin.source.Way;
import org.spoor.endpoint.AnchoredNode;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.wire.PatientNode;
import org.spoor.endpoint.wire.RestNode;
import org.spoor.model.SpoorException;

/** The way to a server of the Esplora kind. */
public final class EsploraWay implements Way {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Ground ground;
  private final Answers answers;
  private final Node node;
  private final Asking asking;
  private final Asking probing;

  public EsploraWay(Endpoint endpoint, Ground ground) {
    this(RestNode.of(endpoint, ground.meter()), ground, Ground.PROBING, LONGEST);
  }

  /**
   * @param probing for which a server may be silent that is asked for the first time
   * @param longest the same later
   */
  EsploraWay(RestNode server, Ground ground, Duration probing, Duration longest) {
    this.ground = ground;
    this.answers = new Answers(ground.network());
    this.node =
        ground.remembering(
            server.name(),
            () ->
                new AnchoredNode(
                    new BatchedOutspends(PatientNode.of(server).within(longest)), new WithTip()),
            new EsploraCheck(answers, ground.network().chain(), this::node));
    this.asking = new Asking(node);
    this.probing = new Asking(PatientNode.of(server).within(probing));
  }

  private Node node() {
    return node;
  }

  @Override
  public Ability probe() {
    Call first = Paths.hashNow(0);
    Asking.Given given = probing.ask(List.of(Paths.height(), first));
    String genesis = given.read(first, answers::hash);
    if (!genesis.equals(ground.network().genesis())) {
      throw SpoorException.unavailable(
          "%s: its first block is %s, not that of %s"
              .formatted(asking.name(), genesis, ground.network().chain()));
    }
    return new Ability(
        "",
        Tip.last(given.read(Paths.height(), answers::height)),
        EnumSet.allOf(Can.class),
        List.of("proof that an output is unspent"));
  }

  @Override
  public String hash(long height) {
    return asking.read(Paths.hashNow(height), answers::hash);
  }

  @Override
  public Tip at(long height) {
    String hash = hash(height);
    Call standing = Paths.standing(hash);
    Asking.Given given = asking.ask(List.of(Paths.header(hash), standing));
    BareHeader header = given.read(Paths.header(hash), answer -> answers.header(answer, hash));
    Place place = new Place(height, hash);
    given.read(standing, answer -> answers.checkHeight(answer.path("height"), place));
    return new Tip(height, hash, header.time());
  }

  @Override
  public Server server(Ability ability, Tip tip) {
    return EsploraServer.of(node, ground.network(), tip, ground.store());
  }
}
