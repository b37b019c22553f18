// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"
#include "widgets/card.h"

#include <functional>
#include <optional>

class QAction;
class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace fanlight {

class CodeView;
class CompareView;
class DeliveryView;
class Segmented;
class Theme;
class UiState;

// All that is known of the selected message: its data, its bytes on the wire, its delivery; of two
// selected ones what differs. Keeps what it shows though the log lets it go. Main thread; owned by
// the page.
class MessageDetail : public Card {
    Q_OBJECT
public:
    enum View { Pretty, Raw, Wire, Delivery };

    // `actions` go on buttons, `copies` into a menu.
    MessageDetail(const Theme& theme, UiState& state, const QList<QAction*>& actions,
        const QList<QAction*>& copies, QWidget* parent = nullptr);

    void show(const MessageRecord& message);
    void compare(const MessageRecord& earlier, const MessageRecord& later);
    void setFigures(const MessageFigures& figures); // of a message that is shown or compared
    // What stands in the place of data that is elsewhere: that it comes, or why it does not.
    void setElsewhere(const QString& text);
    void clear();
    const std::optional<MessageRecord>& message() const { return m_message; }
    // the later one of a comparison
    const std::optional<MessageRecord>& other() const { return m_other; }
    // Where it is asked how a message came to its clients, one by one.
    void setTraces(std::function<MessageTrace(quint64 number)> traces);

    Segmented* views() const { return m_views; }
    QCheckBox* framing() const { return m_framing; }
    CodeView* code() const { return m_code; }
    DeliveryView* delivery() const { return m_delivery; }
    CompareView* comparison() const { return m_comparison; }
    QString titleText() const;
    QSize minimumSizeHint() const override; // buttons go below where they must
    QComboBox* sentTo() const { return m_sentTo; } // which client's wire is shown

Q_SIGNALS:
    // of a field of the data, by its path
    void columnRequested(const QString& path);
    void chartRequested(const QString& path);
    void filterRequested(const QString& path, const QString& value);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showView();
    bool isElsewhere() const; // what is to be shown
    void updateSentTo();
    const Frame& sentFrame() const; // as it went to the chosen client
    QString wireText() const;
    QString wireKind() const;
    void showDataMenu(const QPoint& where);

    UiState& m_state;
    std::optional<MessageRecord> m_message;
    std::optional<MessageRecord> m_other;
    Segmented* m_views;
    QLabel* m_what;
    QCheckBox* m_framing;
    QComboBox* m_sentTo;
    QBoxLayout* m_line;
    std::function<MessageTrace(quint64)> m_traces;
    MessageTrace m_trace; // of what is shown
    QStackedWidget* m_stack;
    QLabel* m_hint;
    QString m_elsewhere;
    CodeView* m_code;
    DeliveryView* m_delivery;
    CompareView* m_comparison;
    QList<QWidget*> m_buttons;
};

} // namespace fanlight
