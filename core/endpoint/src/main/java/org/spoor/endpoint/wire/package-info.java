/**
 * How endpoints are asked: over HTTP, as JSON-RPC or REST, or line by line; how fast, and how often
 * again.
 */
@NullMarked
package org.spoor.endpoint.wire;

import org.jspecify.annotations.NullMarked;
