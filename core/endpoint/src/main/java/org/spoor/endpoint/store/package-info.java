/** What endpoints have answered, kept on disk, and nodes that answer from it. */
@NullMarked
package org.spoor.endpoint.store;

import org.jspecify.annotations.NullMarked;
