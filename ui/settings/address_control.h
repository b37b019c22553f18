// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/option_control.h"

class QComboBox;
class QLineEdit;

namespace fanlight {

class QuantitySpin;

// The addresses the hub listens on: the first with a box for each of its parts, or the path of a
// Unix socket in the first of them; and a line for all others. Main thread; owned by its row.
class AddressControl final : public OptionControl {
    Q_OBJECT
public:
    AddressControl();

    QString text() const override;
    void setText(const QString& text) override;
    void setInvalid(bool invalid) override;
    void describe(const QString& name, const QString& description) override;

private:
    bool isPath() const;

    QComboBox* m_host;
    QuantitySpin* m_port;
    QLineEdit* m_others;
};

} // namespace fanlight
