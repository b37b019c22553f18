// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/access_limits_card.h"

#include "format.h"
#include "widgets/label.h"

#include <QGridLayout>
#include <QLabel>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using prometheus_text::LimitKind;

namespace {

QString limitedWhat(LimitKind kind)
{
    switch (kind) {
    case LimitKind::Streams:
        return AccessLimitsCard::tr("New streams of one address");
    case LimitKind::Requests:
        return AccessLimitsCard::tr("Its other requests");
    case LimitKind::Publishes:
        return AccessLimitsCard::tr("Publishes with one token");
    case LimitKind::WrongTokens:
        break;
    }
    return AccessLimitsCard::tr("Wrong tokens of one address");
}

QString rateText(const auth::RateLimit& limit)
{
    const QString count = format::count(double(limit.count));
    const QString rate = limit.per == std::chrono::hours(1)
        ? AccessLimitsCard::tr("%1 an hour", "a rate").arg(count)
        : limit.per == std::chrono::minutes(1)
        ? AccessLimitsCard::tr("%1 a minute", "a rate").arg(count)
        : AccessLimitsCard::tr("%1 a second", "a rate").arg(count);
    return AccessLimitsCard::tr("%1, up to %2 at once", "a rate, how many")
        .arg(rate, format::count(double(limit.burst)));
}

QString limitInForce(const AccessLimitRow& row)
{
    if (row.kind == LimitKind::WrongTokens)
        return AccessLimitsCard::tr("ten, then one after ever longer waits");
    if (row.limit.isOff())
        return row.isAuto ? AccessLimitsCard::tr("none: other machines do not reach this hub")
                          : AccessLimitsCard::tr("none");
    return row.isAuto
        ? AccessLimitsCard::tr("%1; none for this machine", "a rate").arg(rateText(row.limit))
        : rateText(row.limit);
}

} // namespace

AccessLimitsCard::AccessLimitsCard(QWidget* parent)
    : Card(tr("Limits of one address or token"), parent)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    const std::array titles{tr("What"), tr("In force"), tr("Turned away")};
    for (int column = 0; column < int(titles.size()); ++column)
        grid->addWidget(makeLabel(titles.at(std::size_t(column)), "dim"), 0, column,
            column == 2 ? Qt::AlignRight : Qt::Alignment());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        Line& line = m_lines.at(i);
        line = {makeLabel(limitedWhat(LimitKind(i)), ""), makeWrappedLabel(""), makeLabel("")};
        line.limit->setAccessibleDescription(titles[1]);
        line.refused->setAccessibleDescription(titles[2]);
        const int row = int(i) + 1;
        grid->addWidget(line.what, row, 0, Qt::AlignTop);
        grid->addWidget(line.limit, row, 1, Qt::AlignTop);
        grid->addWidget(line.refused, row, 2, Qt::AlignTop | Qt::AlignRight);
    }
    body()->addLayout(grid);
    show({});
}

void AccessLimitsCard::show(const std::vector<AccessLimitRow>& limits)
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool isKnown = i < limits.size();
        const QString limit = isKnown ? limitInForce(limits[i]) : QString(format::Dash);
        const QString refused
            = isKnown ? format::count(double(limits[i].refused)) : QString(format::Dash);
        // else a selection in it would go each second
        if (m_lines.at(i).limit->text() != limit)
            m_lines.at(i).limit->setText(limit);
        m_lines.at(i).refused->setText(refused);
    }
}

QStringList AccessLimitsCard::lines() const
{
    QStringList lines;
    for (const Line& line : m_lines)
        lines << QStringList{line.what->text(), line.limit->text(), line.refused->text()}.join(
            u" | "_s);
    return lines;
}

} // namespace fanlight
