// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_parts_menu.h"

#include "format.h"
#include "log/log_model.h"

namespace fanlight {

LogPartsMenu::LogPartsMenu(const LogModel& model, QWidget* parent)
    : QMenu(parent)
    , m_model(model)
{
    connect(this, &QMenu::aboutToShow, this, &LogPartsMenu::build);
}

QString LogPartsMenu::buttonText() const
{
    return m_hidden.isEmpty() ? tr("Parts: all") : tr("Parts: %1 hidden").arg(m_hidden.size());
}

void LogPartsMenu::setHidden(const QStringList& hidden)
{
    m_hidden = hidden;
    Q_EMIT hiddenChanged(m_hidden);
}

void LogPartsMenu::build()
{
    clear();
    for (const LogModel::CategoryCount& category : m_model.categories()) {
        QAction* action
            = addAction(tr("%1  (%2)").arg(category.name, format::count(double(category.kept))));
        action->setCheckable(true);
        action->setChecked(!category.hidden);
        connect(action, &QAction::toggled, this, [this, name = category.name](bool on) {
            QStringList hidden = m_hidden;
            hidden.removeAll(name);
            if (!on)
                hidden << name;
            setHidden(hidden);
        });
    }
    if (isEmpty())
        addAction(tr("Nothing was logged yet"))->setEnabled(false);
    addSeparator();
    addAction(tr("Show &all"), this, [this] { setHidden({}); });
    addAction(tr("Show &none"), this, [this] {
        QStringList hidden;
        for (const LogModel::CategoryCount& category : m_model.categories())
            hidden << category.name;
        setHidden(hidden);
    });
}

} // namespace fanlight
