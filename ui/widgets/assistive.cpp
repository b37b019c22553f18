// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/assistive.h"

#include <QAccessibleWidget>
#include <QListWidget>

namespace fanlight {
namespace {

constexpr const char* RoleProperty = "assistiveRole";

// Owned by Qt, as long as the widget.
class RoleAccess : public QAccessibleWidget {
public:
    RoleAccess(QWidget* widget, QAccessible::Role role)
        : QAccessibleWidget(widget, role)
    {
    }
    QAccessible::Role role() const override // it may change
    {
        return QAccessible::Role(object()->property(RoleProperty).toInt());
    }
    QStringList actionNames() const override
    {
        QStringList names = QAccessibleWidget::actionNames();
        if (role() == QAccessible::Button)
            names.prepend(pressAction());
        return names;
    }
    void doAction(const QString& action) override
    {
        if (action == pressAction())
            QMetaObject::invokeMethod(object(), "clicked", Qt::QueuedConnection);
        else
            QAccessibleWidget::doAction(action);
    }
};

QAccessibleInterface* makeRoleAccess(const QString&, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    const QVariant role = widget ? widget->property(RoleProperty) : QVariant();
    return role.isValid() ? new RoleAccess(widget, QAccessible::Role(role.toInt())) : nullptr;
}

} // namespace

void tellRole(QWidget& widget, QAccessible::Role role)
{
    QAccessible::installFactory(makeRoleAccess); // once, however often it is asked
    widget.setProperty(RoleProperty, int(role));
}

void followSelection(QListWidget& list)
{
    QObject::connect(&list, &QListWidget::itemSelectionChanged, &list, [&list] {
        const QList<QListWidgetItem*> chosen = list.selectedItems();
        if (!chosen.isEmpty() && chosen.front() != list.currentItem())
            list.setCurrentItem(chosen.front());
    });
}

} // namespace fanlight
