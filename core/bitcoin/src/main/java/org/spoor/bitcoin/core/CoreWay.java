package org.spoor.bitcoin.core;

import java.util.EnumSet;
import java.util.Set;
import org.spoor.bitcoin.source.Ability;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.bitcoin.source.Way;
import org.spoor.endpoint.AnchoredNode;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.wire.HttpNode;
import org.spoor.endpoint.wire.PatientNode;
import org.spoor.model.SpoorException;

/** The way to a Bitcoin Core. */
public final class CoreWay implements Way {

  private final Endpoint endpoint;
  private final Ground ground;
  private final Node node;
  private final CoreLine line;
  private final CoreReading reading;

  public CoreWay(Endpoint endpoint, Ground ground) {
    this.endpoint = endpoint;
    this.ground = ground;
    this.node =
        ground.remembering(
            endpoint.name(),
            () ->
                new AnchoredNode(
                    PatientNode.of(HttpNode.of(endpoint, ground.meter())), new WithTip()),
            new CoreAnswers(ground.network()));
    this.line = new CoreLine(node);
    this.reading = new CoreReading(ground.network());
  }

  @Override
  public Ability probe() {
    Node hasty = PatientNode.of(HttpNode.of(endpoint, ground.meter())).within(Ground.PROBING);
    return switch (new CoreProbe(hasty, ground.network()).ask()) {
      case CoreProbing.Unable(String why) -> throw SpoorException.unavailable(why);
      case CoreProbing.Able able ->
          new Ability(able.client(), able.tip().height(), can(able), able.missing());
    };
  }

  private static Set<Can> can(CoreProbing.Able able) {
    Set<Can> can = EnumSet.of(Can.TRANSACTIONS, Can.BLOCKS);
    if (able.findsSpenders()) {
      can.add(Can.SPENDERS);
    }
    if (able.knowsWaiting()) {
      can.add(Can.WAITING);
    }
    return can;
  }

  @Override
  public String hash(long height) {
    return line.one(CoreCalls.of(CoreCalls.HASH, height), CoreAnswer::hash);
  }

  @Override
  public Tip at(long height) {
    String hash = hash(height);
    return line.one(CoreCalls.standing(hash), header -> reading.tip(hash, header));
  }

  @Override
  public Server server(Ability ability, Tip tip) {
    CoreProbing.Able able =
        new CoreProbing.Able(
            ability.client(),
            tip,
            ability.can().contains(Can.SPENDERS),
            ability.can().contains(Can.WAITING),
            ability.missing());
    return CoreServer.of(node, ground.network(), able, ground.store());
  }
}
