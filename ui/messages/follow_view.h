// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/follow_desk.h"
#include "messages/message_columns.h"
#include "theme/theme.h"

#include <QWidget>

#include <array>
#include <functional>

class QAction;
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class Card;
class CodeView;
class EmptyState;
class Percentiles;
class Pill;

// One notification on its way: the steps of it, its receipt, and what was on the wire of each
// client. Main thread; owned by the page.
class FollowView : public QWidget {
    Q_OBJECT
public:
    enum class Figure { Recipients, Written, Acknowledged, Gone, Returned, Times };

    // All must outlive this. `sends` go on buttons, `copies` into a menu.
    FollowView(HubPort& hub, const Theme& theme, const Percentiles& percentiles,
        const QList<QAction*>& sends, const QList<QAction*>& copies, QWidget* parent = nullptr);

    void follow(const QString& id);
    void follow(const MessageRecord& message);
    const FollowDesk& desk() const { return m_desk; }
    QString titleText() const;
    QStringList stepTexts() const; // "In history | in memory; … | –", as they are shown
    QString figureText(Figure figure) const;
    QString timesName() const; // "First, p50, last"
    QString wireText() const;
    QPushButton* backButton() const { return m_back; }
    QComboBox* clients() const { return m_clients; }
    QSize minimumSizeHint() const override { return {560, 300}; } // names are cut before the page

Q_SIGNALS:
    void back();
    void changed(); // what is followed, or what is known of it

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeWay();
    QWidget* makeReceipt();
    QWidget* makeWire();
    void showAll();
    void showTitle();
    void showSteps();
    void showReceipt();
    void showWire();
    void showNothing();
    void showTimesName();
    QString timesText(double first, const std::function<double(double)>& ms, double last) const;
    QString toneColour(FollowStep::Tone tone) const;

    const Theme& m_theme;
    const Percentiles& m_percentiles;
    FollowDesk m_desk;
    std::vector<FollowStep> m_steps; // as shown
    QPushButton* m_back;
    QLabel* m_title;
    QLabel* m_id;
    Pill* m_pill;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QScrollArea* m_wayScroll;
    QWidget* m_way = nullptr; // the steps, made anew when they change
    std::array<QLabel*, std::size_t(Figure::Times) + 1> m_figures{};
    QLabel* m_timesName = nullptr;
    QLabel* m_settled;
    QComboBox* m_clients;
    CodeView* m_wire;
    QList<QWidget*> m_buttons;
};

} // namespace fanlight
