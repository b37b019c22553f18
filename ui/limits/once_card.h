// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_rows.h"
#include "widgets/card.h"

class QLabel;

namespace fanlight {

// The room that keys of publishes (`once`) have, and whether it was enough. Main thread; owned by
// the page.
class OnceCard : public Card {
    Q_OBJECT
public:
    explicit OnceCard(QWidget* parent = nullptr);

    void show(const OnceKeysRow& once); // not known: dashes
    QString keysText() const;
    QString forgottenText() const;

private:
    QLabel* m_keys;
    QLabel* m_forgotten;
};

} // namespace fanlight
