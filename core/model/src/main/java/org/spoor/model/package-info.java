/** What every part of the project shares: how a run can fail. */
@NullMarked
package org.spoor.model;

import org.jspecify.annotations.NullMarked;
