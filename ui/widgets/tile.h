// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/card.h"

namespace fanlight {

// One figure to read at a glance: what it is, its value with the unit, a line beneath. What does
// not fit is cut short and stands in full in the tooltip.
class Tile : public Card {
    Q_OBJECT
public:
    Tile(const Theme& theme, const QString& name, const QString& unit = {},
        QWidget* parent = nullptr);

    void set(const QString& value, const QString& detail);
    void setUnit(const QString& unit);
    void setNote(const QString& note); // a further line of the tooltip; empty: none
    QString value() const { return m_value; }
    QString unit() const { return m_unit; }
    QString detail() const { return m_detail; }
    QString note() const { return m_note; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();

    const Theme& m_theme;
    const QString m_name;
    QString m_unit;
    QString m_value;
    QString m_detail;
    QString m_note;
};

} // namespace fanlight
