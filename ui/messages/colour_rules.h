// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_filter.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QObject>

#include <optional>

namespace fanlight {

// Which messages have which colour: rules of a filter and a colour, the first that fits counts;
// remembered. Main thread; a member of the page.
class ColourRules : public QObject {
    Q_OBJECT
public:
    enum Colour { Red, Orange, Green, Teal, Blue, Purple, ColourCount };
    static constexpr std::size_t Most = 30;

    struct Rule {
        QString text; // of the filter
        Colour colour = Blue;
        bool isOn = true;
        MessageFilter filter;
    };

    // `state` must outlive this.
    ColourRules(UiState& state, const QString& key, QObject* parent = nullptr);

    const std::vector<Rule>& rules() const { return m_rules; }
    // The colour of messages that match; a rule of that filter is replaced. Why not, or nothing.
    QString set(const QString& filter, Colour colour);
    void setOn(std::size_t rule, bool on);
    void moveUp(std::size_t rule);
    void remove(std::size_t rule);

    // Each type has a colour of its own, in the column of the types.
    bool coloursTypes() const { return m_coloursTypes; }
    void setColoursTypes(bool on);

    std::optional<Colour> colourOf(const MessageRecord& message, qint64 nowMs) const;

    static QString colourName(Colour colour);
    static QColor ground(const Theme& theme, Colour colour); // behind text
    static QColor strong(const Theme& theme, Colour colour);
    // of a type, by the place at which it was first seen
    static QColor typeColour(const Theme& theme, int place);

Q_SIGNALS:
    void changed();

private:
    void load();
    void store();

    UiState& m_state;
    const QString m_key;
    std::vector<Rule> m_rules;
    bool m_coloursTypes = true;
};

} // namespace fanlight
