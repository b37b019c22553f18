// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"

#include <vector>

class QLabel;
class QLineEdit;

namespace fanlight {

// The fields in which options of a hub are typed. Makes and fills them, and says under each what is
// wrong; their owner lays them out and owns the widgets. Main thread.
class OptionFields {
public:
    struct Field {
        QString name;
        QLabel* label;
        QLineEdit* edit;
        QLabel* error;
        QString help;
        QString loaded; // what it was filled with; anything else was typed
    };

    Field add(const OptionSpec& spec, int labelWidth);
    const std::vector<Field>& all() const { return m_fields; }
    QLineEdit* edit(QStringView option) const; // null: there is none
    QString error(QStringView option) const; // as shown; empty when the value is taken

    void load(const HubOptions& running); // all as the hub has it; what was typed goes
    // The hub has taken other options: fields nobody typed in have them then.
    void follow(const HubOptions& running);
    // Takes into `wanted`, which begins as the running ones, what was typed; false: some of it is
    // wrong.
    bool read(const HubOptions& running, HubOptions& wanted) const;

private:
    const Field* find(QStringView option) const;

    std::vector<Field> m_fields;
};

} // namespace fanlight
