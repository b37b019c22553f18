// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/disconnect_intent.h"
#include "shell/caution.h"

#include <QMenu>

#include <functional>

namespace fanlight {

// How streams can be ended. Main thread; owned by what it is a menu of.
class DisconnectMenu : public QMenu {
    Q_OBJECT
public:
    using Taken = std::function<void(const std::vector<quint64>& ids)>;
    // Asks for the streams, once one way is chosen; they come on the main thread.
    using Ids = std::function<void(const Taken& taken)>;
    struct Deed {
        std::function<void(const std::vector<quint64>& ids, const DisconnectIntent&)> run;
        const Caution* caution; // how careful the window is by then; outlives the menu
    };

    // Dialogs stand over `page`, which does the deed and must outlive the menu.
    DisconnectMenu(QWidget& page, Ids ids, Deed deed, QWidget* parent);

    // Does it, for many streams once it was confirmed; of a hub in production two are many.
    static void confirm(QWidget& page, const std::vector<quint64>& ids,
        const DisconnectIntent& intent, const Deed& deed);

private:
    static void askAfterHowLong(QWidget& page, const std::vector<quint64>& ids, const Deed& deed);
};

} // namespace fanlight
