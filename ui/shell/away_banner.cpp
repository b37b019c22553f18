// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/away_banner.h"

#include "format.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fanlight {

AwayBanner::AwayBanner(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel)
    , m_note(new QLabel)
    , m_settings(new QPushButton(tr("Broker &settings…")))
{
    setLook(*this, "banner");
    setLook(*m_text, "title");
    setLook(*m_note, "hint");
    setAccessibleName(tr("Redis is away"));
    m_note->setText(tr("Clients stay connected. What is published here is refused meanwhile. When "
                       "Redis is back, what "
                       "its history holds of the time between is replayed to them."));
    for (QLabel* label : {m_text, m_note}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus); // no caret either
    }
    m_settings->setToolTip(tr("Where the hub looks for Redis"));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_note);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(8);
    row->addLayout(words, 1);
    row->addWidget(m_settings);
    connect(m_settings, &QPushButton::clicked, this, &AwayBanner::brokerSettingRequested);
}

void AwayBanner::setBroker(const BrokerStatus& broker, qint64 nowMs)
{
    QString text = tr("Redis is away since %1, for %2.")
                       .arg(format::clock(broker.awaySinceMs, false),
                           format::minutes(nowMs - broker.awaySinceMs));
    if (!broker.problem.isEmpty())
        text += QLatin1Char(' ') + broker.problem;
    m_text->setText(text);
    setAccessibleDescription(text);
}

QString AwayBanner::text() const
{
    return m_text->text();
}

QString AwayBanner::note() const
{
    return m_note->text();
}

} // namespace fanlight
