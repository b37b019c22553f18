// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "percentiles.h"

#include "format.h"
#include "metrics/sample.h"
#include "ui_state.h"

#include <QMenu>

#include <algorithm>

namespace fanlight {
namespace {
const QString PercentilesKey = QStringLiteral("latency/percentiles");
constexpr double Headline = 99;
} // namespace

Percentiles::Percentiles(UiState& state)
    : m_state(state)
{
    restore();
}

const std::vector<double>& Percentiles::all()
{
    static const std::vector<double> all{50, 90, 95, 99, 99.9};
    return all;
}

QString Percentiles::name(double percent)
{
    return QLatin1Char('p') + QString::number(percent);
}

void Percentiles::restore()
{
    const QStringList kept = m_state.value(PercentilesKey).toStringList();
    for (const double percent : all()) {
        if (kept.contains(name(percent)))
            m_chosen.push_back(percent);
    }
    if (m_chosen.empty())
        m_chosen = {50, 95, 99};
}

bool Percentiles::isChosen(double percent) const
{
    return std::find(m_chosen.begin(), m_chosen.end(), percent) != m_chosen.end();
}

double Percentiles::headline() const
{
    return isChosen(Headline) ? Headline : m_chosen.back();
}

QString Percentiles::names() const
{
    QStringList names;
    for (const double percent : m_chosen)
        names << name(percent);
    return names.join(QStringLiteral(", "));
}

QString Percentiles::values(const std::function<double(double percent)>& ms) const
{
    QStringList values;
    bool isAnyKnown = false;
    for (const double percent : m_chosen) {
        const double value = ms(percent);
        isAnyKnown = isAnyKnown || isKnown(value);
        values << format::milliseconds(value);
    }
    return isAnyKnown
        ? tr("%1 ms", "one or several latencies").arg(values.join(QStringLiteral(", ")))
        : format::Dash;
}

void Percentiles::choose(double percent, bool on)
{
    if (on == isChosen(percent) || (!on && m_chosen.size() == 1))
        return;
    if (on)
        m_chosen.insert(std::lower_bound(m_chosen.begin(), m_chosen.end(), percent), percent);
    else
        std::erase(m_chosen, percent);
    QStringList names;
    for (const double one : m_chosen)
        names << name(one);
    m_state.setValue(PercentilesKey, names);
    Q_EMIT changed();
}

QMenu* Percentiles::makeMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    for (const double percent : all()) {
        QAction* action = menu->addAction(name(percent));
        action->setCheckable(true);
        const auto follow = [this, action, percent] { action->setChecked(isChosen(percent)); };
        connect(action, &QAction::triggered, this, [this, follow, percent](bool on) {
            choose(percent, on);
            follow(); // the last one stays
        });
        connect(this, &Percentiles::changed, action, follow);
        follow();
    }
    return menu;
}

} // namespace fanlight
