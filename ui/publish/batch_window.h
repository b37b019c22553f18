// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/quantity_spin.h"

namespace fanlight {

// How long notifications of a batch are gathered: written with its unit, "100 ms", "2s". Keeps what
// was last right while something wrong stands in it. Main thread; owned by the form.
class BatchWindow : public QuantitySpin {
    Q_OBJECT
public:
    static constexpr int MostMs = 10'000; // as the hub's own window

    explicit BatchWindow(QWidget* parent = nullptr);

    int ms() const { return m_ms; } // 1 to MostMs
    void setMs(int ms); // within these; tells nobody
    QString problem() const; // empty: it is right
    static QString label(int ms); // as it is read

Q_SIGNALS:
    void changed(); // by the user, rightly or not

private:
    void take();

    int m_ms = 100;
    bool m_isWrong = false;
};

} // namespace fanlight
