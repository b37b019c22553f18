// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/once_card.h"

#include "format.h"
#include "widgets/label.h"

#include <QGridLayout>
#include <QLabel>

namespace fanlight {

OnceCard::OnceCard(QWidget* parent)
    : Card(tr("Keys of publishes (once)"), parent)
    , m_keys(makeWrappedLabel(""))
    , m_forgotten(makeWrappedLabel(""))
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    const auto add = [grid](int row, const QString& name, QLabel* value) {
        grid->addWidget(makeLabel(name, "dim"), row, 0, Qt::AlignTop);
        value->setAccessibleDescription(name);
        grid->addWidget(value, row, 1, Qt::AlignTop);
    };
    add(0, tr("Known now"), m_keys);
    add(1, tr("Forgotten before their five minutes were over"), m_forgotten);
    body()->addLayout(grid);
    show({});
}

void OnceCard::show(const OnceKeysRow& once)
{
    const QString count = format::count(double(once.keys));
    const QString keys = !once.isKnown ? QString(format::Dash)
        : once.most == 0
        ? tr("%1 under way; Redis keeps those that are done, as long as its memory lasts")
              .arg(count)
        : tr("%1 of %2; where there is no room the oldest go")
              .arg(count, format::count(double(once.most)));
    const QString forgotten
        = once.isKnown ? format::count(double(once.forgotten)) : QString(format::Dash);
    // else a selection in it would go each second
    if (m_keys->text() != keys)
        m_keys->setText(keys);
    if (m_forgotten->text() != forgotten)
        m_forgotten->setText(forgotten);
}

QString OnceCard::keysText() const
{
    return m_keys->text();
}

QString OnceCard::forgottenText() const
{
    return m_forgotten->text();
}

} // namespace fanlight
