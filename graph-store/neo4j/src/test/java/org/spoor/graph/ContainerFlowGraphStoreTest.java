package org.spoor.graph;

import java.net.URI;
import org.spoor.kit.FlowGraphStoreContract;
import org.spoor.model.flow.FlowGraphStore;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.neo4j.Neo4jContainer;

/** On the long-term release, wherever Docker is. */
@Testcontainers(disabledWithoutDocker = true)
final class ContainerFlowGraphStoreTest extends FlowGraphStoreContract {

  @Container private static final Neo4jContainer SERVER = new Neo4jContainer("neo4j:5.26");

  @Override
  protected FlowGraphStore open() {
    URI uri = URI.create(SERVER.getBoltUrl());
    return GraphConnection.open(new Neo4jLogin(uri, "neo4j", SERVER.getAdminPassword())).store();
  }
}
