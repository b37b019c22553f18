// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/disconnect_menu.h"

#include "connections/connections_desk.h"
#include "widgets/question.h"

#include <QSpinBox>

namespace fanlight {

DisconnectMenu::DisconnectMenu(QWidget& page, Ids ids, Deed deed, QWidget* parent)
    : QMenu(tr("Disconnect"), parent)
{
    for (const DisconnectIntent& intent : DisconnectIntent::all()) {
        addAction(intent.text, &page, [&page, ids, deed, &intent] {
            ids([&page, deed, &intent](
                    const std::vector<quint64>& taken) { confirm(page, taken, intent, deed); });
        });
        if (intent.retryMs == 30000)
            addAction(tr("Reconnect after…"), &page, [&page, ids, deed] {
                ids([&page, deed](
                        const std::vector<quint64>& taken) { askAfterHowLong(page, taken, deed); });
            });
    }
}

void DisconnectMenu::askAfterHowLong(
    QWidget& page, const std::vector<quint64>& ids, const Deed& deed)
{
    auto* question = new Question(&page, tr("Disconnect"), {});
    QSpinBox* seconds = question->offerNumber(tr("Reconnect after so many seconds:"), 0,
        DisconnectIntent::MostSeconds, DisconnectIntent::SecondsAtFirst);
    question->addChoice(tr("&Disconnect"), Question::Choice::Usual, [&page, ids, deed, seconds] {
        confirm(page, ids, DisconnectIntent::after(seconds->value()), deed);
    });
    question->open();
}

void DisconnectMenu::confirm(QWidget& page, const std::vector<quint64>& ids,
    const DisconnectIntent& intent, const Deed& deed)
{
    const bool asksFirst = deed.caution->asksFirst;
    if (ids.size() <= (asksFirst ? 1 : DisconnectIntent::MostWithoutAsking))
        return deed.run(ids, intent);
    const QString text = tr("Disconnect %1?").arg(ConnectionsDesk::connectionsText(ids.size()));
    if (asksFirst) {
        deed.caution->ask(page,
            {tr("Disconnect"), text + QLatin1Char('\n') + intent.text + QLatin1Char('.'),
                tr("&Disconnect")},
            [ids, intent, run = deed.run] { run(ids, intent); });
        return;
    }
    auto* question = new Question(&page, tr("Disconnect"), text);
    question->setFacts({intent.text + QLatin1Char('.')});
    question->addChoice(tr("&Disconnect"), Question::Choice::Costly,
        [ids, intent, run = deed.run] { run(ids, intent); });
    question->open();
}

} // namespace fanlight
