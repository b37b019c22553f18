// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/action_button.h"

#include <QAction>
#include <QPushButton>

namespace fanlight {

namespace {

// Where its action is not shown, it is not either, whatever its surroundings want.
class ActionButton : public QPushButton {
public:
    explicit ActionButton(const QAction& action)
        : m_action(action)
    {
    }

    void setVisible(bool visible) override
    {
        m_wanted = visible;
        QPushButton::setVisible(visible && m_action.isVisible());
    }
    void follow()
    {
        setText(m_action.text());
        setEnabled(m_action.isEnabled());
        setToolTip(m_action.toolTip());
        if (!m_action.isVisible())
            QPushButton::setVisible(false);
        else if (parentWidget()) // else it would be a window
            QPushButton::setVisible(m_wanted);
    }

private:
    const QAction& m_action;
    bool m_wanted = true;
};

} // namespace

QPushButton* buttonFor(QAction* action)
{
    auto* button = new ActionButton(*action);
    QObject::connect(action, &QAction::changed, button, &ActionButton::follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    button->follow();
    return button;
}

} // namespace fanlight
