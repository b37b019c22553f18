// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/message_tally.h"
#include "widgets/card.h"

#include <QTimer>

namespace fanlight {

class TallyList;
class Theme;

// Beside the table: the types and the channels of what is published, with their rates, and to how
// many the last one went. A click asks the page for one of them. Main thread; owned by the page.
class MessageSides : public Card {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds ShowInterval{1000};

    explicit MessageSides(const Theme& theme, QWidget* parent = nullptr);

    void take(const std::vector<MessageRecord>& messages);
    void takeFigures(const std::vector<MessageFigures>& figures);
    void clear();
    void setFilter(const QString& text); // marks what it asks for
    void showNow();
    // Names of a field of the filter ("type", "to", "channel") that begin like `start`.
    QStringList namesLike(const QString& field, const QString& start, int most) const;
    int neededWidth() const; // so that no name is cut
    TallyList* types() const { return m_types; }
    TallyList* channels() const { return m_channels; }

Q_SIGNALS:
    void filterRequested(const QString& text);
    void shownAnew(); // other names, perhaps

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    MessageTally m_typeTally;
    MessageTally m_channelTally;
    TallyList* m_types;
    TallyList* m_channels;
    QString m_filter;
    QTimer m_timer;
};

} // namespace fanlight
