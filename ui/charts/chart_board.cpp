// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_board.h"

#include "charts/time_chart.h"
#include "ui_state.h"
#include "widgets/card.h"

#include <QGridLayout>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace fanlight {
namespace {
constexpr int Spacing = 12;
} // namespace

ChartBoard::ChartBoard(UiState* state, const QString& key, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_key(key)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setSpacing(Spacing);
}

void ChartBoard::add(Card* card, TimeChart* chart, const QString& name)
{
    Place place{card, chart, m_key + QLatin1Char('/') + name};
    place.shown = !m_state || m_state->value(place.key, true).toBool();
    const int number = int(m_places.size());
    m_places.push_back(place);
    connect(chart, &TimeChart::enlargeRequested, this,
        [this, number] { isEnlarged() ? restore() : enlarge(number); });
    connect(chart, &TimeChart::menuRequested, this,
        [this, number](QMenu* menu) { addTo(*menu, number); });
    arrange();
}

void ChartBoard::setColumns(int columns, bool firstIsWide)
{
    if (columns == m_columns && firstIsWide == m_firstIsWide)
        return;
    m_columns = columns;
    m_firstIsWide = firstIsWide;
    arrange();
}

int ChartBoard::shownCount() const
{
    return int(std::count_if(
        m_places.begin(), m_places.end(), [](const Place& place) { return place.shown; }));
}

void ChartBoard::setShown(int chart, bool shown)
{
    Place& place = m_places.at(std::size_t(chart));
    if (place.shown == shown || (!shown && shownCount() == 1))
        return;
    place.shown = shown;
    if (m_state)
        m_state->setValue(place.key, shown);
    if (m_enlarged == chart)
        return restore();
    arrange();
}

void ChartBoard::enlarge(int chart)
{
    if (m_enlarged == chart || !isShown(chart))
        return;
    m_enlarged = chart;
    arrange();
    m_places[std::size_t(chart)].chart->setFocus();
    Q_EMIT enlargedChanged(true);
}

void ChartBoard::restore()
{
    if (!isEnlarged())
        return;
    m_enlarged = -1;
    arrange();
    Q_EMIT enlargedChanged(false);
}

void ChartBoard::arrange()
{
    int row = 0;
    int column = 0;
    bool first = true;
    const bool all = shownCount() == 0; // what was kept is of other charts than these
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const Place& place = m_places[i];
        const bool seen = isEnlarged() ? int(i) == m_enlarged : place.shown || all;
        if (!seen) {
            m_grid->removeWidget(place.card);
            place.card->setParent(this);
            place.card->hide();
            continue;
        }
        const bool whole = isEnlarged() || (std::exchange(first, false) && m_firstIsWide);
        m_grid->addWidget(place.card, row, column, 1, whole ? m_columns : 1);
        place.card->show();
        column = whole ? m_columns : column + 1;
        if (column >= m_columns) {
            column = 0;
            ++row;
        }
    }
    for (int i = 0; i < m_grid->columnCount(); ++i)
        m_grid->setColumnStretch(i, i < m_columns ? 1 : 0);
    for (int i = 0; i < m_grid->rowCount(); ++i)
        m_grid->setRowStretch(i, i < row + (column > 0 ? 1 : 0) ? 1 : 0);
}

void ChartBoard::addTo(QMenu& menu, int chart)
{
    menu.addSeparator();
    if (isEnlarged())
        menu.addAction(tr("Show &all charts\tEnter"), this, &ChartBoard::restore);
    else
        menu.addAction(tr("&Enlarge\tEnter"), this, [this, chart] { enlarge(chart); });
    menu.addAction(tr("&Hide this chart"), this, [this, chart] { setShown(chart, false); })
        ->setEnabled(shownCount() > 1);
    QMenu* shown = menu.addMenu(tr("Charts &shown"));
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        QAction* action = shown->addAction(
            m_places[i].chart->title(), this, [this, i](bool on) { setShown(int(i), on); });
        action->setCheckable(true);
        action->setChecked(m_places[i].shown);
        action->setEnabled(!m_places[i].shown || shownCount() > 1);
    }
}

} // namespace fanlight
