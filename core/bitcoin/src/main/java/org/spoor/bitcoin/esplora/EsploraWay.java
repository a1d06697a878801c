package org.spoor.bitcoin.esplora;

import java.util.EnumSet;
import java.util.List;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.source.Ability;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.bitcoin.source.Way;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.PatientNode;
import org.spoor.endpoint.RestNode;
import org.spoor.model.SpoorException;

/** The way to a server of the Esplora kind. */
public final class EsploraWay implements Way {

  private final Ground ground;
  private final Answers answers;
  private final Node node;
  private final Asking asking;

  public EsploraWay(Endpoint endpoint, Ground ground) {
    this.ground = ground;
    this.answers = new Answers(ground.network());
    this.node =
        ground.remembering(
            endpoint.name(),
            () -> new BatchedOutspends(PatientNode.of(RestNode.of(endpoint, ground.meter()))),
            new EsploraCheck(answers, ground.network().chain(), this::header));
    this.asking = new Asking(node);
  }

  private BareHeader header(String block) {
    return asking.read(Paths.header(block), answer -> answers.header(answer, block));
  }

  @Override
  public Ability probe() {
    Call first = Paths.hashAt(0, false);
    Asking.Given given = asking.ask(List.of(Paths.height(), first));
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
    return asking.read(Paths.hashAt(height, false), answers::hash);
  }

  @Override
  public Tip at(long height) {
    String hash = asking.read(Paths.hashAt(height, true), answers::hash);
    return new Tip(height, hash, header(hash).time());
  }

  @Override
  public Server server(Ability ability, Tip tip) {
    return EsploraServer.of(node, ground.network(), tip);
  }
}
