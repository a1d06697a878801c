/** The flow graph in Neo4j. */
@NullMarked
package org.spoor.graph;

import org.jspecify.annotations.NullMarked;
