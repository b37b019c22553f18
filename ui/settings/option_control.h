// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_spec.h"

#include <QWidget>

namespace fanlight {

// What an option of the hub is set with: a choice, a spin box with units, a check box, a line.
// Speaks the option's own texts. Main thread; owned by its row.
class OptionControl : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual QString text() const = 0; // as the option has it; what was typed, where that is wrong
    virtual void setText(const QString& text) = 0; // tells nobody
    virtual void setInvalid(bool invalid) = 0; // how it looks
    // For screen readers, on each part that takes the focus.
    virtual void describe(const QString& name, const QString& description) = 0;

Q_SIGNALS:
    void edited(); // by the user
};

// By the kind of its value.
OptionControl* makeOptionControl(const OptionSpec& spec);

} // namespace fanlight
