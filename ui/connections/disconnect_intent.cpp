// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/disconnect_intent.h"

#include "hub/hub_port.h"

#include <QCoreApplication>

namespace fanlight {
namespace {

struct DisconnectIntentText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::DisconnectIntent)
};

} // namespace

const std::vector<DisconnectIntent>& DisconnectIntent::all()
{
    static const std::vector<DisconnectIntent> intents{
        {DisconnectIntentText::tr("Reconnect as usual"), -1},
        after(1),
        after(5),
        after(30),
        {DisconnectIntentText::tr("Do not reconnect"), HubPort::NeverRetry},
        {DisconnectIntentText::tr("As if the network broke"), HubPort::BreakOff},
    };
    return intents;
}

DisconnectIntent DisconnectIntent::after(int seconds)
{
    return {DisconnectIntentText::tr("Reconnect after %1 s").arg(seconds), qint64(seconds) * 1000};
}

} // namespace fanlight
