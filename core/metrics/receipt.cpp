// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/receipt.h"

namespace fanlight {

void ReceiptFigures::merge(const ReceiptFigures& other)
{
    recipients += other.recipients;
    acknowledged += other.acknowledged;
    gone += other.gone;
    write.merge(other.write);
    ack.merge(other.ack);
    settled = settled && other.settled;
}

} // namespace fanlight
