// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker_hint.h"

#include "widgets/empty_state.h"

#include <QCoreApplication>

namespace fanlight {
namespace {

struct BrokerHintText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::BrokerHint)
};

} // namespace

void teachBroker(EmptyState& empty, const QString& title)
{
    const QString line
        = QStringLiteral("fanlightd --broker redis://127.0.0.1:6379 --listen 127.0.0.1:%1");
    empty.set(title,
        BrokerHintText::tr(
            "This hub is one process: notifications and their history stay in its memory. To run "
            "several behind "
            "one Redis, so that any of them reaches every client, start each with the same "
            "broker:"),
        {line.arg(3001), line.arg(3002)}, BrokerHintText::tr("Broker setting…"));
}

} // namespace fanlight
