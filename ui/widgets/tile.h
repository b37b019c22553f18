// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/card.h"

class QPushButton;

namespace fanlight {

// One figure to read at a glance: what it is, its value with the unit, a line beneath. What does
// not fit is cut short and stands in full in the tooltip.
class Tile : public Card {
    Q_OBJECT
public:
    Tile(const Theme& theme, const QString& name, const QString& unit = {},
        QWidget* parent = nullptr);

    void set(const QString& value, const QString& detail);
    void setName(const QString& name);
    void setUnit(const QString& unit);
    void setNote(const QString& note); // a further line of the tooltip; empty: none
    void setHow(const QString& how); // how it is measured, in the tooltip; empty: not told
    // A link in its corner that activates it; empty: none.
    void offer(const QString& text);
    QPushButton* link() const { return m_link; } // null before the first offer
    QString value() const { return m_value; }
    QString unit() const { return m_unit; }
    QString detail() const { return m_detail; }
    QString note() const { return m_note; }
    QString name() const { return m_name; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void describe();
    void placeLink();

    const Theme& m_theme;
    QString m_name;
    QString m_unit;
    QString m_value;
    QString m_detail;
    QString m_note;
    QString m_how;
    QPushButton* m_link = nullptr;
};

} // namespace fanlight
