// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_accessible.h"

#include "charts/time_chart.h"

#include <QAccessibleWidget>

namespace fanlight {
namespace {

const QString ShowTable = QStringLiteral("ShowTable"); // by this name in any language, as Qt's are

// Owned by Qt, as long as the chart.
class ChartAccess : public QAccessibleWidget {
public:
    explicit ChartAccess(TimeChart& chart)
        : QAccessibleWidget(&chart, QAccessible::Chart)
        , m_chart(chart)
    {
    }
    QStringList actionNames() const override
    {
        return QAccessibleWidget::actionNames() << ShowTable << showMenuAction();
    }
    QString localizedActionName(const QString& action) const override
    {
        return action == ShowTable ? TimeChart::tr("Show as table")
                                   : QAccessibleWidget::localizedActionName(action);
    }
    void doAction(const QString& action) override
    {
        if (action == ShowTable)
            QMetaObject::invokeMethod(&m_chart, &TimeChart::showTable, Qt::QueuedConnection);
        else if (action == showMenuAction())
            QMetaObject::invokeMethod(&m_chart, &TimeChart::showMenu, Qt::QueuedConnection);
        else
            QAccessibleWidget::doAction(action);
    }

private:
    TimeChart& m_chart;
};

QAccessibleInterface* makeChartAccess(const QString&, QObject* object)
{
    auto* chart = qobject_cast<TimeChart*>(object);
    return chart ? new ChartAccess(*chart) : nullptr;
}

} // namespace

void makeChartsAccessible()
{
    QAccessible::installFactory(makeChartAccess); // once, however often it is asked
}

} // namespace fanlight
