// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/field_series.h"
#include "widgets/card.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace fanlight {

class TimeChart;

// A numeric field of the payload of the shown messages, drawn over time. Hidden until a field is
// chosen, and then it does nothing. Main thread; owned by the page.
class FieldChart : public Card {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds DrawInterval{500};

    // Both must outlive this.
    FieldChart(const Theme& theme, const MessageModel& model, QWidget* parent = nullptr);

    void setField(const QString& path); // empty: hides it
    const QString& field() const { return m_field; }
    TimeChart* chart() const { return m_chart; }
    QString summaryText() const; // "1,204 values, 3 to 129.5, last 42"

Q_SIGNALS:
    void closed();
    void actionDone(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void take();
    void draw();

    const MessageModel& m_model;
    QString m_field;
    FieldSeries m_series;
    TimeChart* m_chart = nullptr;
    const Theme& m_theme;
    QLabel* m_summary;
    QLabel* m_none;
    QStackedWidget* m_stack;
    QTimer m_timer; // of the next look at what is shown
};

} // namespace fanlight
